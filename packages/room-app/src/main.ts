import '@cloudmeet/ui/styles.css';
import './shell/page.css';
import { boot } from './boot/boot.ts';

boot(window);
