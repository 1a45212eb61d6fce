import './theme/mantine.css';
import '@cloudmeet/ui/styles.css';
import './theme/page.css';
import { boot } from './shell/boot.tsx';

boot(window);
