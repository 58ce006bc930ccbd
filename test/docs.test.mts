import { contract } from '../scripts/facts/contract.mts';
import path from 'node:path';
import { areas, nodeOf, resources } from '../nodes/shared/api/index.ts';
import { stalenessOf } from '../scripts/docs/folder.mts';
import { anchorOf } from '../scripts/docs/tables.mts';
import { PAGES, pages } from '../scripts/docs/pages.mts';

const files = pages();
const pageFor = (resource: string) => `${nodeOf(resource)}/${resource}.md`;

describe('the reference of all operations', () => {
	test('is up to date', () => {
		const stale = stalenessOf(PAGES, files);
		expect(stale.length ? ['Run npm run docs:', ...stale].join('\n  ') : '').toBe('');
	});

	test('is the same at every run', () => {
		expect([...pages()]).toEqual([...files]);
	});

	test('has a page for each node with all its resources', () => {
		for (const { node, resources: own } of areas) {
			const index = files.get(`${node}/README.md`) ?? '';
			const listed = [...index.matchAll(/\]\((\w+)\.md\)/g)].map(([, value]) => value);
			expect(listed.sort()).toEqual(own.map(({ value }) => value).sort());
		}
	});

	test('has a heading and a call for each operation', () => {
		for (const { value, operations } of resources) {
			const page = files.get(pageFor(value)) ?? '';
			for (const { name, method, path, composed, special } of operations) {
				expect([value, name, page.includes(`\n## ${name}\n`)]).toEqual([value, name, true]);
				const call = composed && special ? path : `${method} ${path}`;
				if (path) expect(page).toContain(`\`${call}\``);
			}
		}
	});

	test('links to places that exist', () => {
		for (const [file, page] of files) {
			const links = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
			for (const [link, target, anchor] of links) {
				const other = files.get(target ? path.posix.join(path.posix.dirname(file), target) : file);
				expect([file, link, other !== undefined]).toEqual([file, link, true]);
				const headings = [...(other ?? '').matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
					anchorOf(text),
				);
				if (anchor)
					expect([link, headings.filter((each) => each === anchor)]).toEqual([link, [anchor]]);
			}
		}
	});

	test('marks every field whose type is guessed, and explains the mark', () => {
		const facts = contract();
		const guessed = resources.flatMap(({ value, operations }) =>
			operations.flatMap(({ method, path, bodyFields }) => {
				const { body = [] } = facts.get(`${method} ${path}`) ?? {};
				return body
					.filter(
						({ name, typeInferred }) => typeInferred && bodyFields.some((f) => f.name === name),
					)
					.map(({ name }) => [pageFor(value), name] as const);
			}),
		);
		expect(guessed.length).toBeGreaterThan(100);
		for (const [file, name] of guessed) {
			const page = files.get(file) ?? '';
			expect([file, name, page.includes('ᶠ The type')]).toEqual([file, name, true]);
			expect(page).toMatch(new RegExp(`\\| \`${name}\` \\| .*ᶠ`));
		}
		expect(files.get(pageFor('brand'))).not.toContain('What is guessed');
	});
});
