import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

interface Schema { properties?: Record<string, unknown>; required?: string[] }

const document = JSON.parse(readFileSync('../../docs/openapi.json', 'utf8')) as { components: { schemas: Record<string, Schema> } };
const schemas = document.components.schemas;

// A page need not know all that the service tells, but what it reads must be there.
test('what the pages read is what the OpenAPI document promises', () => {
  const drift: string[] = [];
  let compared = 0;
  for (const [name, members] of interfaces()) {
    const { properties, required = [] } = schemas[name] ?? {};
    if (!properties) continue;
    compared++;
    for (const [member, optional] of members) {
      if (!(member in properties)) drift.push(`${name}.${member} is not in the document`);
      else if (!optional && !required.includes(member)) drift.push(`${name}.${member} may be left out`);
    }
  }
  assert.deepEqual(drift, []);
  assert.ok(compared > 20, `only ${compared} types are compared`);
});

/** Every interface of src/api with its members, and whether each may be left out. */
function interfaces(): Map<string, Map<string, boolean>> {
  const found = new Map<string, Map<string, boolean>>();
  const parents = new Map<string, string>();
  for (const file of readdirSync('src/api').filter(name => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(`src/api/${file}`, 'utf8'), ts.ScriptTarget.Latest);
    source.forEachChild(node => {
      if (!ts.isInterfaceDeclaration(node)) return;
      const members = node.members.filter(ts.isPropertySignature).map((member): [string, boolean] => [member.name.getText(source), member.questionToken !== undefined]);
      found.set(node.name.text, new Map(members));
      const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText(source);
      if (parent) parents.set(node.name.text, parent);
    });
  }
  for (const [name, parent] of parents) for (const [member, optional] of found.get(parent) ?? []) if (!found.get(name)!.has(member)) found.get(name)!.set(member, optional);
  return found;
}
