/** <bottom-sheet>: a side panel on wide screens; on narrow ones a sheet that open() brings up and close() puts away. */
class BottomSheet extends HTMLElement {
  #opener = null

  connectedCallback() {
    this.tabIndex = -1
    this.toggleAttribute('data-ready', true)
    this.addEventListener('click', this.#clicked)
    this.addEventListener('keydown', this.#pressed)
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#clicked)
    this.removeEventListener('keydown', this.#pressed)
  }

  open() {
    this.#opener = document.activeElement
    this.toggleAttribute('data-open', true)
    this.focus()
  }

  close() {
    if (!this.hasAttribute('data-open')) return
    this.removeAttribute('data-open')
    this.#opener?.focus()
  }

  #clicked = ({ target }) => {
    if (target.closest('[data-sheet-open]')) this.open()
    else if (target.closest('[data-sheet-close]')) this.close()
  }

  #pressed = (event) => {
    if (event.key === 'Escape') this.close()
  }
}

customElements.define('bottom-sheet', BottomSheet)
