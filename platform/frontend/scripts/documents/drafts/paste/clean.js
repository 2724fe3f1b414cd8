/**
 * Text from outside, made fit for a shared text.
 *
 * One kind of line end; letters in their composed form (a pasted PDF brings `a` + ogonek apart, and a search for
 * `są` would miss it); no characters nobody can see: soft hyphens, zero-width spaces, byte order marks, other controls.
 * The zero-width joiner stays, emoji are made with it, and so do no-break spaces, Polish typography is made with them.
 */
const INVISIBLE = /[\u00AD\u200B\u200C\u200E\u200F\u2060\uFEFF]/g
const CONTROLS = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/g

export function clean(text) {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\u000C]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROLS, '')
    .normalize('NFC')
}

/** Cut into pieces that make one update each, never inside a surrogate pair. */
export function pieces(text, size = 100_000) {
  const cut = []
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + size, text.length)
    const unit = text.charCodeAt(to - 1)
    if (to < text.length && unit >= 0xd800 && unit <= 0xdbff) to -= 1
    cut.push(text.slice(from, to))
    from = to
  }
  return cut
}
