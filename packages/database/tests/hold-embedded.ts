import { startEmbeddedPostgres } from '../src/index.ts';

// Runs an embedded database until it is killed: `node hold-embedded.ts <folder> <port>`. Prints what it got as JSON.

const [dataDir = '', port = ''] = process.argv.slice(2);
const { appUrl, adminUrl, reattached } = await startEmbeddedPostgres({ dataDir, port: Number(port) });
process.stdout.write(`${JSON.stringify({ appUrl, adminUrl, reattached })}\n`);
