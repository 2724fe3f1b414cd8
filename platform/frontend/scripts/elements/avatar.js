/** Twin of the `avatar` template tag: initials on one of eight colours. */
const HUES = 8

export function avatar({ id, name }, size = '') {
  const element = document.createElement('span')
  element.className = `avatar hue-${id % HUES}${size ? ` avatar--${size}` : ''}`
  element.setAttribute('aria-hidden', 'true')
  element.textContent = initials(name)
  return element
}

export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => [...word][0].toUpperCase()).join('') || '?'
}
