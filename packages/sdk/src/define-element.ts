import { CloudMeetRoomElement } from './room-element.ts';

const name = 'cloudmeet-room';

// Importing the SDK is enough to use the element. Not on a server, and not twice when two copies are loaded.
if (globalThis.customElements && !customElements.get(name)) customElements.define(name, CloudMeetRoomElement);

declare global {
  interface HTMLElementTagNameMap {
    'cloudmeet-room': CloudMeetRoomElement;
  }
}
