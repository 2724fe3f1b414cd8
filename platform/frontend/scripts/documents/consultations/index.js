/** What the pages of consultations do; each module installs itself. */
import './consultation-news.js'
import './copy-field.js'
import './passage-picker.js'
import './remark-desk.js'
import './remark-form.js'
