/** What stands in the page where a block mark stands in the source. */
import { WidgetType } from '@codemirror/view'

class Sign extends WidgetType {
  constructor(text, name) {
    super()
    Object.assign(this, { text, name })
  }

  eq({ text, name }) {
    return text === this.text && name === this.name
  }

  toDOM() {
    const sign = document.createElement('span')
    sign.className = this.name
    sign.textContent = this.text
    return sign
  }
}

export class BulletMark extends Sign {
  constructor() {
    super('•', 'draft-bullet')
  }
}

export class NumberMark extends Sign {
  constructor(number) {
    super(`${number}.`, 'draft-number')
  }
}

export class TaskMark extends Sign {
  constructor(done) {
    super(done ? '☑' : '☐', 'draft-task')
  }

  /** A click on it is the editor's: it ticks the task. */
  ignoreEvent() {
    return false
  }

  toDOM() {
    const box = super.toDOM()
    box.setAttribute('role', 'checkbox')
    box.setAttribute('aria-checked', String(this.text === '☑'))
    box.setAttribute('aria-label', gettext('Done'))
    return box
  }
}

export class RuleMark extends Sign {
  constructor() {
    super('', 'draft-rule')
  }
}
