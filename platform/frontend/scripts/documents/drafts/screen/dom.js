/** Elements in one expression: `h('button', {type: 'button', class: 'x', onclick}, 'Text')`. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child != null))
  return element
}

/** An input, which has an id, under its label; `help` stands between them. */
export function field(label, input, help = null) {
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), help, input)
}

/** An icon of 24 units drawn with lines in the colour of the text. */
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    class: 'draft-icon',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(name, value)
  }
  const line = svg.appendChild(document.createElementNS(svg.namespaceURI, 'path'))
  line.setAttribute('d', path)
  return svg
}

export const ICONS = {
  undo: 'M4 9h10.5a5.5 5.5 0 0 1 0 11H11M8.5 4.5 4 9l4.5 4.5',
  redo: 'M20 9H9.5a5.5 5.5 0 0 0 0 11H13m2.5-15.5L20 9l-4.5 4.5',
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zm0 7h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M11 5h7M6 19h7M14.5 5l-5 14',
  strike: 'M4 12h16M16.5 8c0-2-2-3-4.5-3S7.500 6 7.500 8.200M7.500 16c0 2 2 3 4.500 3s4.500-1 4.500-3.200',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1',
  bullet: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  ordered: 'M10 6h10M10 12h10M10 18h10M4 4.500 5.500 4v4M4 15h2.500L4 18.500h2.500',
  quote: 'M5 5v14M10 8h10M10 12h10M10 16h6',
  source: 'M8.500 7 4 12l4.500 5M15.500 7l4.500 5-4.500 5',
  help: 'M9 9.200a3 3 0 1 1 4.300 2.700c-.9.500-1.300 1-1.300 2.100M12 17.500h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
}
