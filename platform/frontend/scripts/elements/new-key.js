/** The key of a form that is sent: the same one sent twice makes one thing. 32 hexadecimal digits.
 *
 * crypto.randomUUID needs HTTPS; this works on an office network without it.
 */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
