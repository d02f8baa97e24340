import { findPrompts } from './find-prompts.ts';

/**
 * What to keep as somebody's department, of a tile that says the field and a line that says it in their words. Their words
 * stand; where they would not lead to the chosen field, its name goes before them, or in place of what stood there earlier.
 */
export function nameDepartment(told: { field: string; department: string; before: string }): string {
  const { field, department, before } = told;
  if (field === '' || department === '') return department || field;
  const { field: meant, known } = findPrompts(department);
  if (known && meant.name === field) return department;
  return department === before ? field : `${field}, ${department}`.slice(0, 60);
}
