import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { FrameDevice, WireErrorShape } from '@cloudmeet/contracts';

/** `starting`: the device is being opened. `error`: it could not be, see `error`. */
export type LocalMediaStatus = 'off' | 'starting' | 'on' | 'error';

export interface LocalMediaState {
  status: LocalMediaStatus;
  /** Why the last start failed; cleared by the next try. */
  error: WireErrorShape | null;
}

/** What the browser lets this page do; `unknown` where it does not tell. */
export type DevicePermission = 'granted' | 'denied' | 'prompt' | 'unknown';

export interface MediaState {
  /** False when this browser, or an insecure page, cannot join at all. */
  supported: boolean;
  permissions: { camera: DevicePermission; microphone: DevicePermission };
  devices: FrameDevice[];
  /** Chosen devices; null is the browser's own choice. `video` and `audio` follow what really opened. */
  selected: { audioDeviceId: string | null; videoDeviceId: string | null; outputDeviceId: string | null };
  audio: LocalMediaState;
  video: LocalMediaState;
  screen: LocalMediaState & { withAudio: boolean };
}

const off: LocalMediaState = { status: 'off', error: null };

export const initialMedia: MediaState = {
  supported: true,
  permissions: { camera: 'unknown', microphone: 'unknown' },
  devices: [],
  selected: { audioDeviceId: null, videoDeviceId: null, outputDeviceId: null },
  audio: off,
  video: off,
  screen: { ...off, withAudio: false },
};

const slice = createSlice({
  name: 'media',
  initialState: initialMedia,
  reducers: {
    supportFound: (state, { payload }: PayloadAction<boolean>) => {
      state.supported = payload;
    },
    permissionsChanged: (state, { payload }: PayloadAction<Partial<MediaState['permissions']>>) => {
      Object.assign(state.permissions, payload);
    },
    devicesListed: (state, { payload }: PayloadAction<FrameDevice[]>) => {
      state.devices = payload;
    },
    devicesSelected: (state, { payload }: PayloadAction<Partial<MediaState['selected']>>) => {
      Object.assign(state.selected, payload);
    },
    localMediaChanged: (
      state,
      { payload }: PayloadAction<{ kind: 'audio' | 'video' | 'screen' } & Partial<MediaState['screen']>>,
    ) => {
      const { kind, ...change } = payload;
      Object.assign(state[kind], change);
    },
  },
});

export const mediaReducer = slice.reducer;
export const { supportFound, permissionsChanged, devicesListed, devicesSelected, localMediaChanged } =
  slice.actions;
