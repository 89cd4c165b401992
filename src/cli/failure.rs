//! Why a command did not do what it was asked: one line, and an exit status.

use std::fmt::Display;

/// A command that failed: what, where and what next, in one line.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// The data, the plan or the disk is at fault: exit status 1.
    pub fn at_fault(message: impl Display) -> Failure {
        Failure { message: message.to_string(), status: 1 }
    }

    /// The call is wrong: exit status 2.
    pub fn wrong_call(message: impl Display) -> Failure {
        Failure { message: message.to_string(), status: 2 }
    }

    /// Another process is writing the plan, or it cannot be written: exit status 3.
    pub fn not_writable(message: impl Display) -> Failure {
        Failure { message: message.to_string(), status: 3 }
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        self.status
    }

    /// Says it on standard error.
    pub fn say(&self) {
        say!("fairshare: {}", self.message);
    }
}

impl From<crate::export::ExportError> for Failure {
    fn from(error: crate::export::ExportError) -> Failure {
        Failure::at_fault(error)
    }
}

impl From<crate::model::SettingError> for Failure {
    fn from(error: crate::model::SettingError) -> Failure {
        Failure::wrong_call(error)
    }
}

impl From<crate::session::CommandError> for Failure {
    fn from(error: crate::session::CommandError) -> Failure {
        match error {
            crate::session::CommandError::Setting(error) => error.into(),
            name @ crate::session::CommandError::Name { .. } => Failure::wrong_call(name),
            other => Failure::at_fault(other),
        }
    }
}
