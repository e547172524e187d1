import { z } from 'zod'
import { mayIn } from '#governance/rights'
import { ApprovalAnswer, ApprovalRow } from '../contract.ts'
import { type ApprovalDbRow, approvalFrom } from '../pages/approvals.ts'
import { prepared, type Reader } from '../pages/reader.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { refusal, settledAs } from './refusals.ts'

const findApproval = prepared('find-approval')

export const answerRoute = route(
  {
    name: 'answerApproval',
    method: 'POST',
    path: '/api/v1/approvals/{id}',
    access: ['approvals.answer'],
    summary: 'Signs yes or no under the hash of exactly what was shown, with the password again',
    params: z.object({ id: z.uuid() }),
    body: ApprovalAnswer,
    answer: ApprovalRow,
    refuses: [404, 409],
  },
  async ({ reader, person, params: { id }, body }, { rulings, people, plants, wake }) => {
    const row = await approvalOf(reader, id)
    if (!row || !mayIn(person.grants, 'approvals.read', row.plant)) throw notFound('question')
    const shown = approvalFrom(row, person, plants)
    if (shown.answer !== null) throw conflict(refusal('ALREADY_DONE'))
    if (!shown.mine) throw notAllowed('This question is for somebody else to answer.')
    if (!(await people.confirms(person.login, body.password)))
      throw new Trouble(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.')

    const { answer, reason, shownHash } = body
    const refused = settledAs(await rulings.answer({ approvalId: id, by: person.login, answer, reason, shownHash }))
    if (refused) throw conflict(refused)
    wake()
    return approvalFrom((await approvalOf(reader, id))!, person, plants)
  },
)

const conflict = ({ code, sentence }: { readonly code: string; readonly sentence: string }) =>
  new Trouble(409, code, 'Not signed', sentence)

async function approvalOf({ database, home }: Reader, id: string): Promise<ApprovalDbRow | undefined> {
  const [row] = await database.all<ApprovalDbRow>(findApproval, [home, id])
  return row
}
