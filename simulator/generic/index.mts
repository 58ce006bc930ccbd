import { Download, type Handler } from '../pbx.mts';
import type { Operation } from '../types.mts';
import { withCommonRules } from './common.mts';
import { kindOf, lastParam, parentOf, type Kind } from './kinds.mts';
import {
	creator,
	exporter,
	joiner,
	lister,
	reader,
	remover,
	replacer,
	updater,
	type TableRules,
} from './records.mts';
import {
	actor,
	sampleCertificate,
	singleReader,
	singleResetter,
	singleWriter,
} from './singles.mts';

type Make = (path: string, rules: TableRules, operation: Operation) => Handler;

const makers: Record<Kind, Make> = {
	list: (_path, rules, operation) => lister(operation, rules),
	create: creator,
	replace: replacer,
	read: (path, rules) => reader(path, rules, false),
	readAsList: (path, rules) => reader(path, rules, true),
	update: updater,
	join: joiner,
	remove: remover,
	readSingle: singleReader,
	writeSingle: singleWriter,
	resetSingle: singleResetter,
	export: exporter,
	download: () => () => new Download('certificate.cer', sampleCertificate),
	action: actor,
};

/** The path whose rules count for a call: that of its list or of its settings. */
function ruledPath({ path }: Operation): string {
	const target = /\/(destroy|export)$/.test(path) ? parentOf(path) : path;
	return lastParam(target) === undefined ? target : parentOf(target);
}

/**
 * Makes the handler of an operation from the contract alone.
 * @param rules what is special about single paths, such as `/ring_groups`
 */
export function genericHandler(operation: Operation, rules: Record<string, TableRules>): Handler {
	const path = ruledPath(operation);
	const make = makers[kindOf(operation)];
	return make(operation.path, withCommonRules(path, rules[path] ?? {}), operation);
}
