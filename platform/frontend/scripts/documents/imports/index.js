/** The preview of an import. */
import './import-preview.js'
