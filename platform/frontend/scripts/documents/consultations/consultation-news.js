/** <consultation-news>: the counter of remarks follows along, and a changed term is said aloud. */
import { toast } from '../../elements/toast.js'

class ConsultationNews extends HTMLElement {
  #topic

  connectedCallback() {
    this.#topic = this.closest('live-topic')
    this.#topic?.addEventListener('live:consultation.counted', this.#counted)
    this.#topic?.addEventListener('live:consultation.changed', this.#changed)
    this.#topic?.addEventListener('live:report.published', this.#published)
  }

  disconnectedCallback() {
    this.#topic?.removeEventListener('live:consultation.counted', this.#counted)
    this.#topic?.removeEventListener('live:consultation.changed', this.#changed)
    this.#topic?.removeEventListener('live:report.published', this.#published)
  }

  #counted = ({ detail }) => {
    this.querySelector('[data-remarks]').textContent = detail.data.remarks
  }

  #changed = ({ detail }) => {
    if (Date.parse(detail.data.closes) === Date.parse(this.dataset.closes)) return
    toast(gettext('The term of this consultation has changed. Load the page again to see it.'), 'warning')
  }

  #published = () => {
    toast(gettext('The report of this consultation is published. Load the page again to see it.'), 'info')
  }
}

customElements.define('consultation-news', ConsultationNews)
