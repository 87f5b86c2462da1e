//! Pages of what can be wrong with a calendar file: these have no function here.

mod date_twice;
mod holiday_at_work;
mod made_up_more;
mod no_source;
mod not_a_date;
mod not_a_weekend;
mod not_a_year;
mod nothing_off;
mod off_and_work;
mod outside_year;
mod reversed;
mod unreadable;
mod year_twice;
