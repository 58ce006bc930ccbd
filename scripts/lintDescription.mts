import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { ESLint } from 'eslint';
import { areas } from '../nodes/shared/api/index.ts';
import { buildProperties } from '../nodes/shared/description/index.ts';

/**
 * n8n's linter reads literals only, and the nodes compute their properties. So they are written
 * out as a literal in the place of a node's class, and that is linted.
 *
 * `tsx scripts/lintDescription.mts` lints the properties of all nodes; with `-` those given as
 * JSON on standard input, by name of the node. Prints the findings as a JSON list.
 */
const given =
	process.argv[2] === '-'
		? (JSON.parse(readFileSync(0, 'utf8')) as Record<string, object[]>)
		: Object.fromEntries(areas.map((area) => [area.node, buildProperties(area)]));
const linter = new ESLint();
const findings: string[] = [];
for (const [node, properties] of Object.entries(given))
	findings.push(...(await findingsIn(node, properties)));
console.log(JSON.stringify(findings, undefined, 1));

async function findingsIn(node: string, properties: readonly object[]): Promise<string[]> {
	const literal = inspect(properties, {
		depth: null,
		maxArrayLength: null,
		maxStringLength: null,
	});
	const code = `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
export class PortSip implements INodeType {
description: INodeTypeDescription = {
displayName: 'PortSIP PBX', name: 'portSip', group: ['output'], version: 1, subtitle: 'Sub',
icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
description: 'Manage a PBX', defaults: { name: 'PortSIP PBX' }, usableAsTool: true,
inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
credentials: [{ name: 'portSipApi', required: true }],
properties: ${literal},
};
}
`;
	const [{ messages }] = await linter.lintText(code, {
		filePath: 'nodes/PortSip/PortSip.node.ts',
	});
	const lines = code.split('\n');
	return messages.map(
		({ ruleId, message, line }) =>
			`${node}: ${ruleId}: ${message} (${lines[line - 1].trim().slice(0, 120)})`,
	);
}
