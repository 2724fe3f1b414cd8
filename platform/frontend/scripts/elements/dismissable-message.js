/** <dismissable-message>: a message that stays until its button is pressed. */
class DismissableMessage extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#dismiss)
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#dismiss)
  }

  #dismiss = (event) => {
    if (!event.target.closest('[data-dismiss]')) return
    this.remove()
    document.getElementById('main')?.focus({ preventScroll: true })
  }
}

customElements.define('dismissable-message', DismissableMessage)
