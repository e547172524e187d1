import { Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import look from './form-dialog.module.css'

/** What somebody wrote into a field of a form, without the space around it. */
export type TextOf = (name: string) => string

interface Props extends Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'> {
  readonly opened?: boolean
  readonly onSubmit: (text: TextOf, form: FormData) => void
}

/** A dialog that asks for something before it is done. */
export const FormDialog = ({ opened = true, title, size = 'md', onClose, onSubmit, children }: Props) => (
  <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': 'Close' }}>
    <form
      className={look.form}
      onSubmit={(event) => {
        event.preventDefault()
        // The button it was sent by says which deed is meant.
        const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
        onSubmit((name) => String(form.get(name) ?? '').trim(), form)
      }}
    >
      {children}
    </form>
  </Modal>
)

/** What can be done at the end of a dialog; what it is there for comes last. */
export const Deeds = ({ children }: { children: ReactNode }) => <div className={look.deeds}>{children}</div>
