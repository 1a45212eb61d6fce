import type {
  Download as ContractDownload,
  Recording as ContractRecording,
  RecordingReceipt as ContractReceipt,
  Stream as ContractStream,
} from '@cloudmeet/contracts';
import { expectTypeOf, it } from 'vitest';
import type { Recording, RecordingReceipt, Stream } from './capture-types.ts';
import type { Download } from './recordings.ts';

it('has recordings, their receipts, links to both and streams as the API does', () => {
  expectTypeOf<ContractRecording>().toEqualTypeOf<Recording>();
  expectTypeOf<ContractReceipt>().toEqualTypeOf<RecordingReceipt>();
  expectTypeOf<ContractDownload>().toEqualTypeOf<Download>();
  expectTypeOf<ContractStream>().toEqualTypeOf<Stream>();
});
