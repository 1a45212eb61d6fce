// A realtime node as a process of its own, to be killed: prints its address, then serves until it dies.
import { startRealtimeNode } from '@cloudmeet/testing/rooms';

const [databaseUrl = '', port = '0'] = process.argv.slice(2);
const node = await startRealtimeNode({ databaseUrl, port: Number(port), config: { leaseTtlMs: 1500 } });
process.stdout.write(`${JSON.stringify({ port: node.http.port })}\n`);
