/**
 * <import-preview>: counts the parts that are ticked, and shows another division as soon as it is chosen.
 *
 * Without it the button "Update the preview" does the same. Only the list of parts is changed, where the person is
 * stays as it was.
 */
import { toast } from '../../elements/toast.js'

export class ImportPreview extends HTMLElement {
  #asked = 0

  connectedCallback() {
    this.addEventListener('change', this.#changed)
    this.#count()
  }

  disconnectedCallback() {
    this.removeEventListener('change', this.#changed)
  }

  #changed = ({ target }) => {
    if (target.name === 'level' || target.name === 'reading') this.#divide()
    else this.#count()
  }

  #count() {
    const status = this.querySelector('[data-count]')
    if (status) status.textContent = counted([...this.querySelectorAll('[data-part]')])
  }

  /** To this very page: `form.action` would be the buttons of that name. */
  async #divide() {
    const turn = ++this.#asked
    const form = this.querySelector('form')
    const body = new FormData(form)
    body.set('action', 'preview')
    form.setAttribute('aria-busy', 'true')
    try {
      const answer = await fetch(location.href, { method: 'POST', body })
      const page = answer.ok ? await answer.text() : ''
      if (turn === this.#asked) this.#show(page)
    } catch {
      toast(gettext('No connection. Use the button to try again.'), 'error')
    } finally {
      form.removeAttribute('aria-busy')
    }
  }

  /** An expired sign-in brings another page: then the whole of it is opened, and leads back here. */
  #show(page) {
    const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('import-preview')
    if (!fresh) return location.reload()
    this.querySelector('[name=shape]').value = fresh.querySelector('[name=shape]').value
    this.querySelector('#parts').replaceWith(fresh.querySelector('#parts'))
    this.#count()
  }
}

/** "12 of 14 parts, 3450 words": joined parts count as one. */
export function counted(parts) {
  const ticked = parts.filter((part) => part.querySelector('[name^="keep-"]').checked)
  const apart = ticked.filter((part, place) => !place || !part.querySelector('[name^="join-"]')?.checked)
  const words = ticked.reduce((sum, part) => sum + Number(part.dataset.words), 0)
  const said = ngettext('%s part will be made', '%s parts will be made', apart.length)
  const length = ngettext('%s word', '%s words', words)
  return `${interpolate(said, [apart.length])}, ${interpolate(length, [words])}`
}

customElements.define('import-preview', ImportPreview)
