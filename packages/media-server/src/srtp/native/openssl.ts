import type { LibraryHandle } from 'koffi';

/** Pointers and sizes go as numbers: addresses of a process fit 53 bits, and numbers are the cheapest to pass. */
type NativeFunction = (...args: number[]) => number;

/** The functions of OpenSSL (inside the node binary) and of the C library that sealing, opening, sending and receiving need. */
export interface NativeFunctions {
  cipherNew: NativeFunction;
  cipherFree: NativeFunction;
  cipherInit: NativeFunction;
  cipherUpdate: NativeFunction;
  cipherFinal: NativeFunction;
  cipherControl: NativeFunction;
  openInit: NativeFunction;
  openUpdate: NativeFunction;
  openFinal: NativeFunction;
  aesCounter: NativeFunction;
  aesGcm: NativeFunction;
  hmacNew: NativeFunction;
  hmacFree: NativeFunction;
  hmacInit: NativeFunction;
  hmacUpdate: NativeFunction;
  hmacFinal: NativeFunction;
  sha1: NativeFunction;
  sendMessages: NativeFunction;
  receiveMessages: NativeFunction;
  setSocketOption: NativeFunction;
  clockTime: NativeFunction;
  /** The address of memory that never moves. */
  addressOf(memory: Buffer): number;
}

const pointer = 'uint64_t';

function bind(library: LibraryHandle, name: string, result: string, parameters: number): NativeFunction {
  const call: NativeFunction = library.func(name, result, Array<string>(parameters).fill(pointer));
  // Pointers beyond 2^53 would come as bigint; there are none in a process.
  return result === pointer ? () => Number(call()) : call;
}

async function load(): Promise<NativeFunctions> {
  const { default: koffi } = await import('koffi');
  const node = koffi.load(null);
  const system = koffi.load('libc.so.6');
  return {
    cipherNew: bind(node, 'EVP_CIPHER_CTX_new', pointer, 0),
    cipherFree: bind(node, 'EVP_CIPHER_CTX_free', 'void', 1),
    cipherInit: bind(node, 'EVP_EncryptInit_ex', 'int', 5),
    cipherUpdate: bind(node, 'EVP_EncryptUpdate', 'int', 5),
    cipherFinal: bind(node, 'EVP_EncryptFinal_ex', 'int', 3),
    cipherControl: bind(node, 'EVP_CIPHER_CTX_ctrl', 'int', 4),
    openInit: bind(node, 'EVP_DecryptInit_ex', 'int', 5),
    openUpdate: bind(node, 'EVP_DecryptUpdate', 'int', 5),
    openFinal: bind(node, 'EVP_DecryptFinal_ex', 'int', 3),
    aesCounter: bind(node, 'EVP_aes_128_ctr', pointer, 0),
    aesGcm: bind(node, 'EVP_aes_128_gcm', pointer, 0),
    hmacNew: bind(node, 'HMAC_CTX_new', pointer, 0),
    hmacFree: bind(node, 'HMAC_CTX_free', 'void', 1),
    hmacInit: bind(node, 'HMAC_Init_ex', 'int', 5),
    hmacUpdate: bind(node, 'HMAC_Update', 'int', 3),
    hmacFinal: bind(node, 'HMAC_Final', 'int', 3),
    sha1: bind(node, 'EVP_sha1', pointer, 0),
    sendMessages: bind(system, 'sendmmsg', 'int', 4),
    receiveMessages: bind(system, 'recvmmsg', 'int', 5),
    setSocketOption: bind(system, 'setsockopt', 'int', 5),
    clockTime: bind(system, 'clock_gettime', 'int', 2),
    addressOf: (memory) => Number(koffi.address(memory)),
  };
}

/**
 * What koffi, an optional dependency, gives us; null where it is not installed, the node binary has no such functions,
 * or the machine is none whose structures we know (Linux with glibc, 64 bits, little-endian).
 */
export async function loadNativeFunctions(): Promise<NativeFunctions | null> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return null;
  try {
    return await load();
  } catch {
    // Without it the sender in TypeScript does the same work.
    return null;
  }
}
