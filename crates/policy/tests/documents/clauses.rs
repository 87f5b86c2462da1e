//! `CLAUSES.md`: every clause of the document names the promises that state it.

use crate::table::{quoted, rows};
use crate::{DOCUMENTS, products, read};
use policy::Policy;
use std::collections::BTreeSet;

#[test]
fn every_clause_names_promises_of_the_policy_or_says_why_not() {
    for (product, folder) in products() {
        let page = read(&folder, "CLAUSES.md").expect("a product has its table of clauses");
        let policy = read(&folder, "policy.toml").expect("a product has its policy");
        let (policy, _) = Policy::load(policy.as_bytes()).expect("a shipped policy loads");
        let promises = policy.promises();
        let mut seen = BTreeSet::new();
        for row in rows(&page, "| clause | promise") {
            let [clause, promise] = row.as_slice() else {
                panic!("{product}: expected two cells, found {row:?}");
            };
            let clause = quoted(clause).first().copied().unwrap_or(clause).to_owned();
            assert!(clause.starts_with(&format!("{product}.")), "{clause}");
            assert!(seen.insert(clause.clone()), "{clause} stands twice");
            let paths = quoted(promise);
            let unknown: Vec<_> = paths.iter().filter(|path| !promises.contains_key(**path)).collect();
            assert!(unknown.is_empty(), "{clause}: the policy has no {unknown:?}");
            let reason = promise.trim_start_matches(['–', '-', ' ']);
            assert!(!paths.is_empty() || reason.len() > 20, "{clause}: neither a promise nor a reason");
        }
        let (_, clauses, _) = DOCUMENTS.into_iter().find(|(id, ..)| *id == product).expect("the document is known");
        assert_eq!(seen.len(), clauses, "{product}: clauses of the document");
    }
}
