import ledger from './ledger.module.css'

/** The head of a table whose rows add up: what happened, what each is worth, and where the sum stands then. */
export const PartsHead = ({ caption, last }: { caption: string; last: string }) => (
  <>
    <caption className="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">What happened</th>
        <th scope="col">When</th>
        <th scope="col" className={ledger.right}>
          Part
        </th>
        <th scope="col" className={ledger.right}>
          Stands at
        </th>
        <th scope="col">{last}</th>
      </tr>
    </thead>
  </>
)
