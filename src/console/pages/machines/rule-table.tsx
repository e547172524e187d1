import type { SignalRuleView } from '#api'
import ledger from '../../parts/ledger.module.css'
import { meaningWord } from '../../words/machines.ts'
import { durationText } from '../../words/durations.ts'
import look from './machines.module.css'

/** The rules over signals, what each means, and of how many machines it says so now. */
export const RuleTable = ({ rules }: { rules: readonly SignalRuleView[] }) => (
  <table className={`${ledger.ledger} ${look.rules}`}>
    <caption className="unseen">Rules over signals</caption>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">When</th>
        <th scope="col">For</th>
        <th scope="col" className={ledger.right}>
          So now
        </th>
      </tr>
    </thead>
    <tbody>
      {rules.map((rule) => (
        <tr key={`${rule.system} ${rule.rule}`}>
          <th scope="row" className={look.name}>
            {rule.title}
            <span>{rule.rule}</span>
          </th>
          <td>
            {rule.condition}
            <span className={look.quietly}>{meaningWord(rule.means)}</span>
          </td>
          <td>
            {durationText(rule.for / 1000)}
            <span className={look.quietly}>over after {durationText(rule.settle / 1000)}</span>
          </td>
          <td className={ledger.right}>
            {rule.told}
            <span className={look.onPhone}> so now</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
