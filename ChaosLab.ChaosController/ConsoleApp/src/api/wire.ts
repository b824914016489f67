import type { components } from './schema';

/** A record of the service as it travels: what is null is left out. */
type Told<T> =
  T extends readonly (infer Item)[] ? Told<Item>[]
  : T extends object ? Flat<{ [Key in keyof T as null extends T[Key] ? never : Key]: Told<T[Key]> } & { [Key in keyof T as null extends T[Key] ? Key : never]?: Told<Exclude<T[Key], null>> }>
  : T;

type Flat<T> = { [Key in keyof T]: T[Key] };

/** A record by its name in the service's OpenAPI document; schema.d.ts is made from it by the build. */
export type Wire<Name extends keyof components['schemas']> = Told<components['schemas'][Name]>;
