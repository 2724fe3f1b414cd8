/** What the page of a document's chapters does. */
import './chapter-order.js'
import './part-news.js'
import './part-people.js'
