import type { Group } from '../../pbx/events/names';
import { InputRefused } from '../shared/values/inputRefused';
import { shownAddress } from './address';
import { hidesSecret, holderOf, type Setting } from './settings';

/** What a webhook of a tenant brings, in words. */
const WHAT: Readonly<Record<Group, string>> = { cdr_event: 'calls', extension_event: 'extensions' };

interface Will {
	/** The editor listens; the published workflow does not begin. */
	isTest: boolean;
	takeOver: boolean;
}

/** @throws InputRefused where one of the webhooks has an address that is to stay */
export function refuseHolders(
	groups: readonly Group[],
	settings: Readonly<Record<Group, Setting>>,
	url: string,
	{ isTest, takeOver }: Will,
): void {
	for (const group of groups) {
		const holder = holderOf(settings[group], url);
		if (holder === 'twin' && isTest) throw published();
		if (takeOver && hidesSecret(settings[group])) throw hidden(group, settings[group]);
		if (takeOver) continue;
		if (holder === 'n8n') throw otherWorkflow(group, settings[group]);
		if (holder === 'foreign') throw taken(group, settings[group]);
	}
}

const published = (): InputRefused =>
	new InputRefused(
		'This workflow is published, and a tenant has one address for its events: a test would take them away from it',
		'Unpublish the workflow for the test; or open one of its past executions in the editor and work with its data.',
	);

const otherWorkflow = (group: Group, { url }: Setting): InputRefused =>
	new InputRefused(
		`The webhook for ${WHAT[group]} of this tenant leads to another workflow or node of n8n already: ${shownAddress(String(url))}. A tenant has one address for its ${WHAT[group]}, so one trigger node can have them`,
		'Do what is to be done in that workflow and part the events with a Switch node; or turn on Take Over in Options to have them here as long as this workflow is published.',
	);

const taken = (group: Group, { url, enabled }: Setting): InputRefused =>
	new InputRefused(
		`The webhook for ${WHAT[group]} of this tenant is taken: it leads to ${shownAddress(String(url))}${enabled === true ? '' : ', though it is switched off'}. It was left as it is`,
		'Take it out of the settings of the tenant; or turn on Take Over in Options to replace it as long as this workflow is published.',
	);

const hidden = (group: Group, { url }: Setting): InputRefused =>
	new InputRefused(
		`The webhook for ${WHAT[group]} of this tenant leads to ${shownAddress(String(url))}, and the PBX does not show its secret, so it could not be put back later`,
		'Note its settings, take it out of the settings of the tenant, and enter it again by hand when this workflow is unpublished.',
	);
