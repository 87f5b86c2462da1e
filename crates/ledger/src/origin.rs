use std::fmt;

use crate::Error;

/// The first line of a log's checkpoints: which log this is.
///
/// Shape: `yinuo/<product>` for the product log, `yinuo/<product>/<cell>` for a cell's. A product is 1 to 64 of
/// `a-z 0-9 -`; a cell 1 to 64 lower-case hexadecimal digits. Both serve as folder names.
///
/// Source: C2SP tlog-checkpoint ("origin").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    product: String,
    cell: Option<String>,
}

impl Origin {
    /// The product's own log.
    ///
    /// Errors: [`Error::BadName`].
    pub fn product(product: &str) -> Result<Origin, Error> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        check(product, fits, "product name (1 to 64 of a-z, 0-9 and -)")?;
        Ok(Origin { product: product.to_owned(), cell: None })
    }

    /// The log of one cell of a product.
    ///
    /// Errors: [`Error::BadName`].
    pub fn cell(product: &str, cell: &str) -> Result<Origin, Error> {
        let fits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        check(cell, fits, "cell (1 to 64 lower-case hexadecimal digits)")?;
        Ok(Origin { cell: Some(cell.to_owned()), ..Origin::product(product)? })
    }

    /// Reads an origin line.
    ///
    /// Errors: [`Error::BadName`].
    pub fn parse(line: &str) -> Result<Origin, Error> {
        let named = line.strip_prefix("yinuo/").unwrap_or_default();
        match named.split_once('/') {
            Some((product, cell)) => Origin::cell(product, cell),
            None => Origin::product(named),
        }
    }

    /// The name of the key that signs this log: the product part, whichever log of the product it is.
    pub fn key_name(&self) -> String {
        format!("yinuo/{}", self.product)
    }

    /// The cell, where this is a cell's log.
    pub fn cell_part(&self) -> Option<&str> {
        self.cell.as_deref()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            Some(cell) => write!(out, "yinuo/{}/{cell}", self.product),
            None => write!(out, "yinuo/{}", self.product),
        }
    }
}

fn check(name: &str, fits: impl Fn(char) -> bool, expected: &'static str) -> Result<(), Error> {
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        return Err(Error::BadName { name: name.to_owned(), expected });
    }
    Ok(())
}
