//! The give form shown again. What answers a POST has no address: whoever came back to it from the payment page would
//! be asked whether to send the form again. So the browser keeps what was typed, and there is an address that shows it.

use super::super::{address, form::GiveForm};
use super::{minted, page::Give};
use crate::queries::Offer;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId};
use kernel::{
    Context,
    web::{FormProblems, Result, Shown, View},
};
use serde::{Deserialize, Serialize};

/// A form as it was filled in, and what was said of it.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) form: GiveForm,
    pub(super) guard: Shown,
    pub(super) problems: FormProblems,
    /// What its donor has promised already, when they were asked what this one is to it.
    pub(super) earlier: Option<Money>,
}

impl Kept {
    pub(super) fn of(form: GiveForm, problems: FormProblems, guard: Shown) -> Self {
        Self { form, guard, problems, earlier: None }
    }

    /// What this browser keeps of the form that was shown as `pledge`.
    pub(super) fn find(view: &View, pledge: &str) -> Option<Self> {
        view.kept(view.keys().addressed(pledge)?)
    }

    /// The page at its own address.
    pub(super) fn show(self, view: &View, offer: &Offer) -> Result<Response> {
        let address = self.address(offer);
        self.found_at(Some(address), view, offer)
    }

    /// The form once more, with what is wrong with it. Where no script gives that page an address, it leads on at once
    /// to its own.
    pub(super) fn refuse(self, view: &View, offer: &Offer) -> Result<Response> {
        let (id, address) = (minted(view, &self.form.pledge)?, self.address(offer));
        let cookie = view.keep(id.0, &self);
        let mut page = self.page(view, offer);
        page.address = cookie.is_some().then_some(address);
        page.leads_on = page.address.is_some();
        let mut response = view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?;
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// To the page that says what it comes to.
    pub(super) fn add_up(self, view: &View, offer: &Offer) -> Result<Response> {
        let id = minted(view, &self.form.pledge)?;
        let Some(cookie) = view.keep(id.0, &self) else { return self.found_at(None, view, offer) };
        let mut response = Redirect::to(&self.address(offer)).into_response();
        response.headers_mut().append(header::SET_COOKIE, cookie);
        Ok(response)
    }

    /// On to pay. Whoever comes back finds the form as it was sent.
    pub(super) fn pay(self, ctx: &Context, view: &View, pledge: PledgeId) -> Response {
        let mut response = Redirect::to(&format!("{}/pay", address::of_pledge(ctx, pledge))).into_response();
        let before = Self::find(view, &self.form.pledge);
        if let Some(cookie) = before.and_then(|_| view.keep(pledge.0, &self)) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// To the page that says that a mail is on its way. Whoever goes back from there finds the form as it was sent.
    pub(super) fn confirm(self, view: &View, offer: &Offer) -> Response {
        let to = format!("/c/{}/confirm?pledge={}", offer.campaign.slug, self.form.pledge);
        let mut response = Redirect::to(&to).into_response();
        let id = view.keys().addressed(&self.form.pledge);
        if let Some(cookie) = id.and_then(|it| view.keep(it, &self)) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The page, which is found again at `address`.
    fn found_at(self, address: Option<String>, view: &View, offer: &Offer) -> Result<Response> {
        let asked = self.problems.list.is_empty() || self.form.step == "total";
        let status = if asked { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let mut page = self.page(view, offer);
        page.address = address;
        view.show_with(status, &page)
    }

    fn address(&self, offer: &Offer) -> String {
        format!("/c/{}/give?pledge={}", offer.campaign.slug, self.form.pledge)
    }

    fn page(self, view: &View, offer: &Offer) -> Give {
        let mut page = Give::of(view, offer, self.form, self.problems, self.guard);
        page.earlier = self.earlier;
        page
    }
}
