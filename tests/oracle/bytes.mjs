// Bytes as JSON carries them.
export const pack = (bytes) => Buffer.from(bytes).toString('base64')
export const unpack = (text) => new Uint8Array(Buffer.from(text, 'base64'))
