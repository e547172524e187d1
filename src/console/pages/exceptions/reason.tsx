import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Deeds } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import look from './dialogs.module.css'

/** What is about to be done, and why. */
export const Reason = ({
  lead,
  confirm,
  pending,
  onReason,
  children,
}: {
  lead: string
  confirm: string
  pending: boolean
  onReason: (reason: string, form: FormData) => void
  children?: ReactNode
}) => (
  <form
    className={look.form}
    onSubmit={(event) => {
      event.preventDefault()
      const form = new FormData(event.currentTarget)
      onReason(String(form.get('reason')).trim(), form)
    }}
  >
    <p>{lead}</p>
    <ReasonField />
    {children}
    <Deeds>
      <Button type="submit" loading={pending}>
        {confirm}
      </Button>
    </Deeds>
  </form>
)
