/** <copy-field>: a button beside a read-only field copies it. */
class CopyField extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button')
    button.hidden = false
    button.addEventListener('click', () => this.#copy(button))
  }

  async #copy(button) {
    const field = this.querySelector('input')
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      button.textContent = gettext('Copied')
    } catch {
      // the text is selected: it can be copied by hand
    }
  }
}

customElements.define('copy-field', CopyField)
