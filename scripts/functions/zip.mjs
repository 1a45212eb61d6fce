// A zip file (PKWARE APPNOTE 6.3) of a few files, the same bytes for the same content: what AWS Lambda takes.
import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01, the first day that the format knows: a build does not depend on its time. */
const date = 0x21;
const mode = 0o100644;

function header(signature, fields) {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  let at = bytes.writeUInt32LE(signature, 0);
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

/** Fields that an entry has in front of its data and in the directory alike. */
function entryFields({ name, packed, content }) {
  return [
    [2, 20],
    [2, 0x0800],
    [2, 8],
    [2, 0],
    [2, date],
    [4, crc32(content)],
    [4, packed.length],
    [4, content.length],
    [2, name.length],
    [2, 0],
  ];
}

/** @param {{name: string, content: Buffer}[]} files */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name: text, content } of files) {
    const name = Buffer.from(text, 'utf8');
    const entry = { name, content, packed: deflateRawSync(content, { level: 9 }) };
    const local = Buffer.concat([header(0x04034b50, entryFields(entry)), name, entry.packed]);
    const rest = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, mode * 0x10000],
      [4, offset],
    ];
    directory.push(header(0x02014b50, [[2, 0x0314], ...entryFields(entry), ...rest]), name);
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.concat(directory);
  const count = files.length;
  const tail = [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, end.length],
    [4, offset],
    [2, 0],
  ];
  return Buffer.concat([...parts, end, header(0x06054b50, tail)]);
}
