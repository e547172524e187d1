import type { EffectView } from '#api'
import { plain } from '../words/names.ts'
import look from './documents.module.css'
import { Icon } from './icons.tsx'

/** What was made in the other system, with the way there. */
export const Documents = ({ of }: { of: EffectView['documents'] }) =>
  of.length === 0 ? null : (
    <ul className={look.documents}>
      {of.map(({ kind, id, label, link }) => (
        <li key={kind + id}>
          <span className="quiet">{plain(kind)}</span>{' '}
          {link ? (
            <a href={link} target="_blank" rel="noreferrer">
              {label ?? id}
              <Icon name="link" size={13} />
              <span className="unseen">(opens in Odoo)</span>
            </a>
          ) : (
            <strong>{label ?? id}</strong>
          )}
        </li>
      ))}
    </ul>
  )
