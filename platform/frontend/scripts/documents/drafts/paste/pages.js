/** Where the pages of a copied PDF met: their numbers and running heads are not text (kes/intake/pdf_pages.py). */
const NAMED = /^[^\p{L}\p{N}]*(strona|str\.|s\.|page|p\.)\s*\d{1,4}(\s*(z|\/|of)\s*\d{1,4})?[^\p{L}\p{N}]*$/iu
const BARE = /^[-–—|\s]*(\d{1,4})(\s*(\/|z|of)\s*\d{1,4})?[-–—|\s]*$/
const NEAR = 2 // lines around a page's end where a running head may stand
const LONGEST_HEAD = 120

export function withoutPages(given) {
  const lines = given.flatMap(atFeeds)
  const ends = numbers(lines)
  lines.forEach((line, place) => line === '\f' && ends.add(place))
  return closed(lines, new Set([...ends, ...heads(lines, ends)]))
}

/** A form feed stands in a line of its own. */
function atFeeds(line) {
  const [first, ...rest] = line.split('\f')
  const pages = rest.flatMap((part) => (part.trim() ? ['\f', part] : ['\f']))
  return first.trim() || !rest.length ? [first, ...pages] : pages
}

/** Lines that name a page; bare numbers only when they count up. */
function numbers(lines) {
  const found = new Set(lines.flatMap((line, place) => (NAMED.test(line) ? [place] : [])))
  const bare = lines.flatMap((line, place) => {
    const number = BARE.exec(line)?.[1]
    return number ? [{ place, number: Number(number) }] : []
  })
  bare.slice(1).forEach((two, index) => {
    const one = bare[index]
    if (two.number === one.number + 1 && two.place - one.place > 3) found.add(one.place).add(two.place)
  })
  return found
}

/** Lines that stand at several pages' ends and differ in nothing but numbers. */
function heads(lines, ends) {
  if (!ends.size) return []
  const first = Math.max(
    0,
    lines.findIndex((line) => line.trim()),
  )
  const places = new Set([first])
  for (const end of ends)
    for (const step of [-1, 1]) around(lines, end, step, ends).forEach((at) => places.add(at))
  const near = grouped(places, (place) => shape(lines[place]))
  return [...near.values()].filter((same) => same.length > 1).flat()
}

function grouped(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** The next lines with words on one side of a page's end. */
function around(lines, end, step, ends) {
  const found = []
  for (let at = end + step; at in lines && found.length < NEAR && Math.abs(at - end) <= 6; at += step) {
    const line = lines[at].trim()
    if (ends.has(at) || !line) continue
    if (line.length > LONGEST_HEAD) break
    found.push(at)
  }
  return found
}

function shape(line) {
  return line.split(/\s+/).filter(Boolean).join(' ').replace(/\d+/g, '#')
}

/** Without those lines and the blank ones around them, so that a sentence runs on over the page. */
function closed(lines, gone) {
  const blank = new Set(gone)
  for (const place of gone)
    for (const step of [-1, 1])
      for (let at = place + step; at in lines && (!lines[at].trim() || gone.has(at)); at += step)
        blank.add(at)
  return lines.filter((_line, place) => !blank.has(place))
}
