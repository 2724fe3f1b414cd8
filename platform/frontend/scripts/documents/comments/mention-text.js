/** What of a text is the beginning of a name behind an @, and whose it may be. */

const MOST = 8

/** `{name, from}` of the name that the caret stands behind, or null. Names are of several words. */
export function nameBehind(text, caret) {
  const found = /(?:^|[\s(])@([\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]*){0,2})$/u.exec(text.slice(0, caret))
  return found ? { name: found[1], from: caret - found[1].length - 1 } : null
}

/** Those whose name, or one of its words, begins with what was typed, diacritics or not. */
export function candidates(people, typed) {
  const wanted = folded(typed)
  const fits = ({ name }) => folded(name).startsWith(wanted) || folded(name).includes(` ${wanted}`)
  return typed === '' ? people.slice(0, MOST) : people.filter(fits).slice(0, MOST)
}

function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L').toLowerCase()
}
