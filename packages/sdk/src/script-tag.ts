import { setRoomUrl } from './room-address.ts';

// `<script src="…/cloudmeet.js" data-room-url="https://rooms.example.com">`: readable only while the script runs.
setRoomUrl(document.currentScript?.dataset.roomUrl);
