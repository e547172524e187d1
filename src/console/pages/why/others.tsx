import type { WhyView } from '#api'
import { Sheet } from '../../parts/sheet.tsx'
import { WhyLink } from '../../parts/why-link.tsx'
import { figureText } from '../../words/figures.ts'
import look from './why.module.css'

/** What else can be asked about the order. */
export const Others = ({ view: { others, figure, plant } }: { view: WhyView }) => (
  <Sheet title="Other values of this order">
    <ul className={look.others}>
      {others.map((other) => (
        <li key={figureText(other)}>
          {figureText(other) === figureText(figure) ? (
            <strong aria-current="page">{figureText(other)}</strong>
          ) : (
            <WhyLink of={other} plant={plant}>
              {figureText(other)}
            </WhyLink>
          )}
        </li>
      ))}
    </ul>
  </Sheet>
)
