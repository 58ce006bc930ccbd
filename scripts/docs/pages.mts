import { areas, resources } from '../../nodes/shared/api/index.ts';
import type { Resource } from '../../nodes/shared/api/types.ts';
import { contract } from '../facts/contract.mts';
import { accountsPage } from './accounts.mts';
import type { Files } from './folder.mts';
import { AT_ONCE, DEFAULTS, MOST_AT_ONCE } from '../../pbx/settings.ts';
import { descriptionOf } from '../nodes.mts';
import { NOTE, pageOf } from './page.mts';

/** Where the pages stand. */
export const PAGES = 'docs/operations';

const READING = `## How to read these pages

Each operation has one line with the call behind it, who may make it, the version of the PBX that it came with, and the license or right that it needs. The tables give a field's label in n8n and its name in the API; \`a.b\` is a field inside a group, \`a[].b\` one in each entry of a list, \`a.*.b\` one in each part. A small letter, as in \`GET /im\`ᵃ, marks what PortSIP has not published; the foot of the page says what is guessed.

**Required** fields always stand in the node, and so do the optional ones **On top**, which are sent where they are filled in. All others are in one collection, and only those that you add are sent; a default is what the PBX takes if you do not.

## How fields are written

- **Weekly hours**: \`Mon-Fri 09:00-17:00; Sat 10:00-13:00\`. Days that are not named are closed. The words \`always\` and \`closed\` do, too, and \`company\` where the hours of the company can be taken over.
- **DID numbers**: numbers and ranges joined by semicolons, \`442071230000-442071230099;442071231500\`; none begins with + or 0.
- **Records** such as a tenant are picked from a list or given by their ID, or by what people know them by: a name, domain, number or username. An expression may give any of these.
- **Other Fields (JSON)**: whatever has no field of its own, as an object under the API's names: \`{"new_setting": true}\`.

## What comes out

- **Get** and **Get Many** give records as the PBX gives them.
- Create, Update and actions give the IDs, what was sent (without passwords, PINs, keys and the like), and what the PBX answers; where it answers nothing, what was done, such as \`"updated": true\`. Delete gives the ID and \`"deleted": true\`.
- \`id\` is the record that the operation is about. What it belongs to has a name of its own: \`tenant_id\` of the tenant that was acted in, \`extension_id\` of a phone's extension. An assignment names both sides: \`trunk_id\` and \`tenant_id\`.
- An item that was not done has the fields that it came with and \`error\`, with \`message\`, \`description\` (what to do), \`status\` of the answer and PortSIP's \`code\` where there are some, and \`outcome\`: \`refused\` if nothing was sent, \`failed\` if it was not done, \`unknown\` if it may have been done. A field \`error\` that the item came with is in \`error.replaced\`.

## What many operations have

- **Act in Tenant**, for all that belongs to a tenant: the tenant that a system administrator or dealer works in, from the list, by ID, domain or name. A user of the tenant leaves it empty.
- **Output**, for Create and Update: *Sent Fields* gives the IDs and what was sent, *Full Record* reads the record afterwards. Should that not work, the item has what was sent and \`"full_record": false\`.
- **Request Options**, for all operations; they hold for all items of the node:

| Option | Unless set | What it does |
|---|---|---|
| Items at Once | ${AT_ONCE} | how many items run at the same time, at most ${MOST_AT_ONCE}; items that change the same record run one after the other |
| Pause Between Groups | 0 ms | pause after each group of as many items as Items at Once says |
| Requests per Minute | ${DEFAULTS.requestsPerMinute} | ceiling of this node; nodes that run at the same time on one PBX keep to the highest of theirs together |
| Timeout | ${DEFAULTS.timeout} ms | how long to wait for an answer |
| Max Tries | ${DEFAULTS.tries} | how often a request is sent while the PBX is busy or away, where that is safe |`;

/** All pages by path: one for each resource in the folder of its node, and the indexes. */
export function pages(): Files {
	const facts = contract();
	const index = [
		NOTE,
		'# Operations',
		`${areas.length} nodes with ${resources.length} resources and ${countOf(resources)} operations.`,
		[
			'| Node | What it is for | Resources | Operations |',
			'|---|---|---|---|',
			...areas.map(({ node, resources: own }) => {
				const { displayName, description } = descriptionOf(node);
				return `| [${displayName}](${node}/README.md) | ${description} | ${own.length} | ${countOf(own)} |`;
			}),
		].join('\n'),
		'[Which account for what](accounts.md), and which rights it needs',
		READING,
	].join('\n\n');
	return new Map([
		['README.md', `${index}\n`],
		['accounts.md', accountsPage(facts, NOTE)],
		...areas.flatMap(({ node, resources: own }) => {
			const { displayName } = descriptionOf(node);
			return [
				[`${node}/README.md`, indexOf(displayName, own)] as const,
				...own.map(
					(each) => [`${node}/${each.value}.md`, pageOf(each, displayName, facts)] as const,
				),
			];
		}),
	]);
}

const countOf = (own: readonly Resource[]): number =>
	own.reduce((sum, { operations }) => sum + operations.length, 0);

/** The page that lists the resources of a node. */
function indexOf(node: string, own: readonly Resource[]): string {
	const sorted = [...own].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const parts = [
		NOTE,
		`# ${node}`,
		`${own.length} resources with ${countOf(own)} operations. [All nodes, and how to read these pages](../README.md)`,
		[
			'| Resource | What it is | Operations |',
			'|---|---|---|',
			...sorted.map(
				({ value, name, description = '', operations }) =>
					`| [${name}](${value}.md) | ${description} | ${operations.length} |`,
			),
		].join('\n'),
	];
	return `${parts.join('\n\n')}\n`;
}
