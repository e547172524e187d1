import { TextInput } from '@mantine/core'

/** Under which name the rules are to know a new thing; it keeps it. */
export const NameField = ({ description }: { description?: string }) => (
  <TextInput
    name="id"
    label="Name"
    description={description}
    pattern="[A-Za-z0-9_\-]{1,32}"
    autoCapitalize="none"
    autoComplete="off"
    spellCheck={false}
    required
    withAsterisk={false}
    data-autofocus
  />
)
