import { Fragment } from 'react'
import look from './field-tables.module.css'

/** Goes to a place of the record, by its JSON pointer. */
export type ShowPlace = (pointer: string) => void

/** A place of the record by name; pressed, it is shown there. */
export const Show = ({ pointer, name, onShow }: { pointer: string; name: string; onShow: ShowPlace }) => (
  <button type="button" className={look.show} onClick={() => onShow(pointer)} title={pointer}>
    <span className="unseen">Show in the record: </span>
    <code>
      <Breakable name={name} />
    </code>
  </button>
)

/** A long name is broken at its points, not inside its words. */
export const Breakable = ({ name }: { name: string }) =>
  name.split('.').map((part, at) => (
    <Fragment key={at}>
      {at > 0 ? (
        <>
          .<wbr />
        </>
      ) : null}
      {part}
    </Fragment>
  ))
