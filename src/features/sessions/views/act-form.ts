import { createContext } from 'svelte';

/** What an `ActForm` tells the fields in it: under which name their text is kept while it is typed. */
export const [getActForm, setActForm] = createContext<{ readonly draft?: string | undefined }>();
