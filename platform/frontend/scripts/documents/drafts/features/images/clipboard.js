/** Pictures inside copied text: those that travel in the clipboard go to the server first, then the text is put in. */
import { upload } from './upload.js'

const DATA = /^data:image\/(png|jpeg|gif|webp);base64,/i
const BLIP = /\\(png|jpeg)blip(?:[^{}]|\{\\\*\\blipuid[^{}]*\})*?\s([0-9a-f\s]{60,})\}/gi

/**
 * `{html, files, missing}` of copied HTML: `files` are `[{key, blob}]` whose `src` became the key, `missing` counts the
 * pictures that only their owner's program could fetch. Word puts its pictures into the RTF beside the HTML.
 */
export function carried(html, rtf, parse = (text) => new DOMParser().parseFromString(text, 'text/html')) {
  const page = parse(html)
  const images = [...page.querySelectorAll('img')].filter(
    (image) => image.getAttribute('role') !== 'presentation',
  )
  const strange = images.filter((image) => /^file:/i.test(image.getAttribute('src') ?? ''))
  const blips = [...rtf.matchAll(BLIP)].map(([, kind, hex]) => blobOf(fromHex(hex), kind))
  const files = []
  let missing = 0
  for (const image of images) {
    const src = image.getAttribute('src') ?? ''
    const blip = blips.length === strange.length ? blips[strange.indexOf(image)] : undefined
    const blob = DATA.test(src) ? fromData(src) : blip
    if (blob) {
      const key = `picture:${files.length}`
      files.push({ key, blob })
      image.setAttribute('src', key)
    } else if (!/\/files\/[\w-]+$/.test(src)) missing += 1
  }
  return { html: page.body.innerHTML, files, missing }
}

/** The HTML with the addresses under which the server keeps the pictures; those that it refused are left out. */
export async function sendCarried({ html, files }, url) {
  let done = html
  let refused = 0
  for (const { key, blob } of files) {
    const sent = await upload(url, blob).catch(() => null)
    if (!sent) refused += 1
    done = done.replace(`src="${key}"`, `src="${sent?.address ?? ''}"`)
  }
  return { html: done, refused }
}

function fromData(src) {
  const [, kind] = DATA.exec(src)
  const bytes = atob(src.replace(DATA, ''))
  return blobOf(
    Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    kind,
  )
}

function fromHex(hex) {
  const digits = hex.replace(/\s/g, '')
  return Uint8Array.from({ length: digits.length >> 1 }, (_, at) =>
    parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  )
}

function blobOf(bytes, kind) {
  return new Blob([bytes], { type: `image/${kind.toLowerCase()}` })
}
