/**
 * <passage-picker>: around the text and the form of a consultation. Selected words show a button that takes them
 * into the form; a paragraph's link does the same for the whole paragraph, without leaving the page.
 */
import { passageOf, placeOf, rangeOf, wholeBlock } from './selection.js'

const CALM = 200 // milliseconds after the selection last changed
const GAP = 8 // pixels
const HEADER = 80
const SHEET = 80 // the closed sheet on phones

class PassagePicker extends HTMLElement {
  #timer
  #tip

  connectedCallback() {
    if (!this.#form) return
    this.#tip = document.createElement('div')
    this.#tip.className = 'selection-tip no-print'
    this.#tip.hidden = true
    this.#tip.addEventListener('pointerdown', (event) => event.preventDefault()) // keeps the selection
    this.append(this.#tip)
    document.addEventListener('selectionchange', this.#changed)
    this.addEventListener('click', this.#clicked)
  }

  disconnectedCallback() {
    document.removeEventListener('selectionchange', this.#changed)
    this.removeEventListener('click', this.#clicked)
    clearTimeout(this.#timer)
  }

  get #form() {
    return this.querySelector('remark-form')
  }

  get #text() {
    return this.querySelector('[data-text]')
  }

  #changed = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), CALM)
  }

  #clicked = (event) => {
    const link = event.target.closest('.para-link')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.#take(wholeBlock(document.getElementById(link.dataset.block)))
  }

  #look() {
    const selection = getSelection()
    const range = selection.rangeCount ? selection.getRangeAt(0) : null
    // It may end outside: a triple click on the last paragraph ends before what comes behind the text.
    const inside = range && !range.collapsed && this.#text.contains(range.startContainer)
    const found = inside ? passageOf(range, this.#text) : { problem: 'empty' }
    this.#tip.hidden = found.problem === 'empty'
    if (this.#tip.hidden) return
    this.#tip.replaceChildren(found.passage ? this.#button(found.passage) : message(found.problem))
    this.#place(range)
  }

  #button(passage) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = gettext('Leave a remark')
    button.addEventListener('click', () => this.#take(passage))
    return button
  }

  #take(passage) {
    this.#tip.hidden = true
    const block = document.getElementById(passage.block)
    this.#form.take(passage, placeOf(block))
    this.#mark(passage)
    this.querySelector('bottom-sheet').open()
    this.#form.focusFirst()
  }

  #mark(passage) {
    if (window.CSS?.highlights) CSS.highlights.set('selected', new Highlight(rangeOf(passage, this.#text)))
  }

  /** Below the end of the selection, and always where the window shows it. */
  #place(range) {
    const ends = [...range.getClientRects()].filter(({ width }) => width)
    const end = ends.at(-1) ?? range.getBoundingClientRect()
    const own = this.getBoundingClientRect()
    const left = Math.min(end.right, innerWidth - this.#tip.offsetWidth - GAP)
    const top = Math.min(Math.max(end.bottom + GAP, HEADER), innerHeight - this.#tip.offsetHeight - SHEET)
    this.#tip.style.insetInlineStart = `${Math.max(left - own.left, 0)}px`
    this.#tip.style.insetBlockStart = `${top - own.top}px`
  }
}

function message(problem) {
  const words = {
    chapters: gettext(
      'The selection spans several chapters. A remark can stand in one chapter: select words of one, or write about the whole text.',
    ),
    long: gettext('The selection is too long for one remark. Select a shorter passage.'),
  }
  const element = document.createElement('p')
  element.className = 'notice'
  element.dataset.tone = 'attention'
  element.setAttribute('role', 'alert')
  element.textContent = words[problem]
  return element
}

customElements.define('passage-picker', PassagePicker)
