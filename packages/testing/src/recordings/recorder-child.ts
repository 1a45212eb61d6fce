// A recorder as a process of its own, so that it can be killed. Forked with its configuration as one JSON argument.
import { createRecorder } from '@cloudmeet/recorder';
import type { RecorderConfig } from '@cloudmeet/recorder';
import { createLogger } from '@cloudmeet/service-kit';
import { createTestObjects } from './test-objects.ts';

const config: RecorderConfig = JSON.parse(process.argv[2] ?? '');
const logger = createLogger({ service: 'recorder', level: 'silent' });
const recorder = await createRecorder({ config, objects: createTestObjects(config.dir).objects, logger });
process.once('disconnect', () => process.exit());
process.send?.(recorder.url);
