/** Version of the API's documents: its first number changes when something is taken away. */
export const version = '1.0.0'
