export { default as AlikeCards } from './AlikeCards.svelte';
export { default as CardForm } from './CardForm.svelte';
export { default as FormerCards } from './FormerCards.svelte';
export { default as OutcomeForm } from './OutcomeForm.svelte';
export { default as SightingForm } from './SightingForm.svelte';
