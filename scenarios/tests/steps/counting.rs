//! Steps about how often functions are used: numbers, with nothing about who used them.

use crate::steps::people::recorded;
use crate::world::{World, name};
use cucumber::{then, when};
use yinuo::Tenant;
use yinuo::life::derive::count::Count;

/// Example: `When "the app" counts a use of "redemption" under "derived.daily-use"`; `with "subject, device-id-code"`, where
/// something of a person is given with it.
#[when(regex = r#"^"([^"]+)" counts a use of "([^"]+)" under "derived\.([^"]+)"(?: with "([^"]+)")?$"#)]
fn counts(world: &mut World, who: String, function: String, derived: String, fields: String) {
    let fields = fields.split(", ").filter(|field| !field.is_empty()).map(str::to_owned).collect();
    let request = Count { actor: world.actor(&who), derived: name(&derived), function: name(&function), fields };
    let tenant = Tenant::Named(yinuo::own_cell(&world.product));
    world.act(Vec::new(), |engine, product| engine.count_use(product, tenant, &request).map(recorded));
}

/// Example: `Then "redemption" was used 2 times on "2026-11-21"`
#[then(expr = "{string} was used {int} time(s) on {string}")]
fn was_used(world: &mut World, function: String, times: u64, day: String) {
    let day = day.parse().expect("a day");
    let counts = world.engine().counts(yinuo::own_cell(&world.product), (day, day)).expect("counts are listed");
    let of = counts.into_iter().filter(|(counted, _)| counted.function == function.as_str());
    assert_eq!(of.map(|(_, count)| count).sum::<u64>(), times);
}

/// The table has no room for anybody, and no entry of the counting names anybody or anything of hers.
///
/// Example: `Then nothing tells who used "redemption"`
#[then(expr = "nothing tells who used {string}")]
fn nothing_tells(world: &mut World, function: String) {
    let connection = crate::outside::open(&world.folder.path().join("data").join("data.db"));
    let mut select = connection.prepare("SELECT name FROM pragma_table_info('use_count')").expect("a table");
    let columns = select.query_map([], |row| row.get::<_, String>(0)).expect("columns");
    let columns: Vec<String> = columns.map(|column| column.expect("a column")).collect();
    assert_eq!(columns, ["cell", "derived", "function", "day", "count"]);
    let entries = world.engine().entries(yinuo::own_cell(&world.product), 0, u32::MAX).expect("entries");
    let counted: Vec<_> = entries.into_iter().filter_map(|(_, entry)| entry.filter(|e| e.act == "count")).collect();
    assert!(counted.iter().any(|entry| entry.about.as_ref().is_some_and(|about| *about == function.as_str())));
    for entry in counted {
        let told = entry.subject.is_some() || entry.actor.subject.is_some() || entry.activity.is_some();
        assert!(!told && entry.records.is_empty() && entry.items.is_empty(), "{entry:?}");
    }
}

/// Example: `Then the answer says that uses are counted under "derived.daily-use", and that none is linked to anybody`
#[then(expr = "the answer says that uses are counted under {string}, and that none is linked to anybody")]
fn says(world: &mut World, promise: String) {
    let unlinked: Vec<&str> = world.answer().unlinked.iter().map(yinuo::policy::Name::as_str).collect();
    assert_eq!(unlinked, [promise.as_str()]);
}
